"""What a class that stands before an admin or an inline in a list of bases may count on: that one comes after it."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin

if TYPE_CHECKING:
    AdminMixin = admin.ModelAdmin[Any]
    InlineMixin = InlineModelAdmin[Any, Any]
else:
    AdminMixin = InlineMixin = object
