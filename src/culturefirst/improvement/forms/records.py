"""The form by which a Word record is brought back."""

from django import forms

from culturefirst.kit.forms import Form


class BringForm(Form):
    """A Word file; it is looked at in a process of its own."""

    file = forms.FileField(
        label="The Word file that you took out",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "Choose the file first.", "empty": "That file is empty."},
    )
