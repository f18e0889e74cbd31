"""Articles in the import forms, written for these tests."""

NEWS_PAGE = """\
Lighthouse Keeper Refuses to Hand Over the Keys

The tower at Cabo Lindo, 2024. X/ @radiolindo
March 3, 2024 Hour: 9:05 am
‘A lamp is not a spreadsheet,’ Teodora Quintal said.
On Monday, the coast office ordered the last lighthouse keeper of the southern shore to leave her tower by the end of \
the month, so that the lamp may be run from a desk in the capital.
RELATED:
Fishing Boats Stay in Port for a Third Week
The office says that a machine costs a ninth of what a keeper does and that “nobody has rowed in by eye since 1996,” a \
claim that two captains of the harbor of Cabo Lindo disputed before the council on Sunday.
Quintal has kept the light for thirty-one years and has written down every passing ship in ledgers that the national \
library has now asked for, in a letter that she has pinned to the door of the tower.
RELATED:
Council Votes Against Closing the Ferry Office
What Becomes of an Old Lighthouse?
“They may have the ledgers,” the keeper said. “They may not have the keys, because the keys are for the people who \
come at night.”
Brisa/ MT
Source: EFE
"""

WIRE = """\
-- Harbor workers end strike after nine days
-- By  Judith Marlow  and  Pau Serra-Vidal
-- Tue Jul 9, 2013 4:15pm EDT
-- http://wire.example/article/2013/07/09/harbor-strike

\x20

 PORT ELLERY, Maine  (Northwire) - Harbor workers went back to their cranes on Tuesday after nine days, the \
union said.\x20

 "We got the second crew," said its chairman, Amos Tell. The port said it was pleased. (Reporting by Judith Marlow; \
Editing by  Nell Akers )"""

HEADERS = """\
Título: El faro se queda sin guardiana
Bajada: La oficina de costas quiere manejar la luz desde la capital
Fuente: Diario de Cabo Lindo
Autora: Inés Robledo y Tomás Peña
Fecha: 3 de marzo de 2024, 18:30
Zona horaria: America/Montevideo
Idioma: es
Lugar: Cabo Lindo
Temas: costas, faros
Enlace: https://cabolindo.example/faro
Foto: La torre, vista desde el muelle
Crédito: Marta Gil
Humor: sombrío

La oficina de costas ordenó el lunes a la última guardiana de faro del sur que deje la torre antes de fin de mes.

«Una lámpara no es una planilla», dijo Teodora Quintal.
"""

PLAIN = """\
The Bakery That Would Not Close

By Ida Morrow

12 May 2021

The bakery on Quay Street has been for sale since the spring, and every Saturday the queue in front of it is longer.

Nobody has made an offer. The owner, who is eighty, says that he does not mind.
"""

CRANE_STORY = [
    (
        "The harbour town voted on Thursday to keep its old crane, by a margin of eleven votes, after a debate that "
        "went on until one in the morning and ended in song."
    ),
    (
        "“It is ours, and it is rust,” said Amos Tell, who once worked in its cabin and now paints it every second "
        "spring with what is left over from the boats of his neighbours."
    ),
    (
        "The council will ask the region for two hundred thousand dollars to take the weight off its feet, which stand "
        "in sand and have begun to lean towards the market hall."
    ),
]
"""Three paragraphs of a page."""
