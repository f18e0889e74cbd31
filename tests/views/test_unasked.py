"""An address without parameters: what it gives is worked out once and is nobody's to change."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from articles.forms import Asking, Comparing, Exploring, Numbered, Paged, Parameters, PeopleList, QuoteSearch, read

FORMS = [Parameters, Numbered, Paged, Asking, Exploring, QuoteSearch, Comparing, PeopleList]


@pytest.mark.parametrize("form_class", FORMS)
def test_what_one_page_does_with_it_no_other_page_sees(form_class: type[Parameters], rf: RequestFactory) -> None:
    form = form_class(QueryDict())
    assert not form.problems()
    given = read(rf.get("/"), form_class)
    assert given == form.cleaned_data
    for value in given.values():
        if isinstance(value, list):
            value.append("changed")
    given["page"] = 2
    assert read(rf.get("/"), form_class) == form.cleaned_data
