"""The form of leaving."""

from django import forms

from culturefirst.kit.forms import Form


class LeaveForm(Form):
    """Whether somebody leaves their job as well."""

    left_job = forms.BooleanField(
        label="I have left my job or office too: end my posts today",
        help_text="Otherwise your posts stay, and colleagues see that you hold them.",
        required=False,
    )
