"""Forms say their faults beside the field and at the top, tied together by ids."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.template import engines

from culturefirst.kit.errors import Conflict, DomainError, NotAllowed
from culturefirst.kit.forms import DateInput, Form, act_on
from culturefirst.kit.selects import LongList


class MilestoneForm(Form):
    title = forms.CharField(label="What was done", help_text="A few words.")
    on = forms.DateField(label="On which day", widget=DateInput())
    place = forms.ChoiceField(
        label="Where", choices=[("n", "Norfolk")], widget=forms.RadioSelect, required=False
    )
    evidence = forms.CharField(widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="This is certain", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


SOUND = {"title": "Planning workshop", "on": "2011-09-19"}


def rendered(source: str, form: forms.Form) -> str:
    return engines["django"].from_string(source).render({"form": form}).strip()


def test_a_field_has_its_label_above_and_its_help_under_it() -> None:
    assert rendered("{% field form.title %}", MilestoneForm()) == (
        '<div class="field">\n<label for="id_title">What was done</label>\n'
        '<div class="help" id="id_title_helptext">A few words.</div>\n'
        '<div class="control"><input type="text" name="title" '
        'aria-describedby="id_title_helptext" id="id_title"></div></div>'
    )


def test_a_fault_stands_beside_its_field_and_is_read_with_it() -> None:
    html = rendered("{% field form.title %}", MilestoneForm({}))
    assert '<div class="field has-error">' in html
    assert '<ul class="errorlist" id="id_title_error"><li>Please fill this in.</li></ul>' in html
    assert 'aria-invalid="true" aria-describedby="id_title_helptext id_title_error"' in html


def test_the_summary_links_each_fault_to_its_field() -> None:
    form = MilestoneForm({"title": "x", "on": "soon", "place": "z"})
    html = rendered("{% error_summary form %}", form)
    assert 'class="error-summary" role="alert" tabindex="-1"' in html
    assert '<a href="#id_on">On which day: Enter a valid date.</a>' in html
    assert '<a href="#id_place_0">Where: ' in html


def test_there_is_no_summary_without_a_fault() -> None:
    assert rendered("{% error_summary form %}", MilestoneForm()) == ""
    assert rendered("{% error_summary nothing %}", MilestoneForm()) == ""


def test_what_may_be_left_out_is_said_in_words() -> None:
    html = rendered("{% field form.evidence %}", MilestoneForm())
    assert 'evidence">Evidence <span class="optional">(optional)</span></label>' in html
    assert 'rows="4"' in html


def test_a_choice_is_a_group_with_a_legend() -> None:
    html = rendered("{% field form.place %}", MilestoneForm())
    assert '<fieldset class="field">\n<legend>Where <span class="optional">' in html


def test_a_tick_stands_before_its_words() -> None:
    assert rendered("{% field form.sure %}", MilestoneForm()) == (
        '<div class="field">\n<div class="tick"><input type="checkbox" name="sure" id="id_sure">'
        '<label for="id_sure">This is certain</label></div>\n</div>'
    )


def test_a_whole_form_shows_every_field_once_and_hides_what_is_hidden() -> None:
    html = rendered("{{ form }}", MilestoneForm(initial={"seen": 4}))
    assert html.count('class="field"') == 5
    assert html.count('<input type="hidden" name="seen" value="4" id="id_seen">') == 1
    assert "required" not in html


def test_a_sound_form_acts_with_its_cleaned_data() -> None:
    given: dict[str, Any] = {}
    form = MilestoneForm(SOUND)
    assert act_on(form, lambda **data: given.update(data) or "done") == "done"
    assert given["title"] == "Planning workshop"


def test_a_form_with_faults_does_not_act() -> None:
    def run(**data: Any) -> str:
        raise AssertionError("acted")

    assert act_on(MilestoneForm({}), run) is None


def test_a_refusal_becomes_the_forms_own_error() -> None:
    def run(**data: Any) -> str:
        raise DomainError("The year is closed. Open the next one first.")

    form = MilestoneForm(SOUND)
    assert act_on(form, run) is None
    assert form.non_field_errors() == ["The year is closed. Open the next one first."]
    assert "<li>The year is closed." in rendered("{% error_summary form %}", form)


def test_a_models_fault_goes_to_its_field_or_to_the_top() -> None:
    def run(**data: Any) -> str:
        raise ValidationError({"title": "Too long.", "position": "Taken."})

    form = MilestoneForm(SOUND)
    act_on(form, run)
    assert form.errors == {"title": ["Too long."], "__all__": ["Taken."]}


def test_a_fault_of_no_field_stands_at_the_top() -> None:
    def run(**data: Any) -> str:
        raise ValidationError("The days do not fit.")

    form = MilestoneForm(SOUND)
    act_on(form, run)
    assert form.errors == {"__all__": ["The days do not fit."]}


@pytest.mark.parametrize("error", [NotAllowed("No."), Conflict({}, {})])
def test_what_is_not_the_forms_to_answer_passes_through(error: DomainError) -> None:
    def run(**data: Any) -> str:
        raise error

    with pytest.raises(type(error)):
        act_on(MilestoneForm(SOUND), run)


def test_what_narrows_a_list_is_folded_away_until_it_is_used() -> None:
    source = "{% narrowing form 'Find' first='title' %}"
    html = rendered(source, MilestoneForm({"title": "Ely"}))
    assert html.index('name="title"') < html.index("<details") < html.index('name="place"')
    assert '<details class="filters"><summary>Narrow the list</summary>' in html
    assert '<details class="filters" open>' in rendered(source, MilestoneForm({"place": "n"}))
    assert html.count("<button") == 2


GROUPED = [("", "All"), ("Places & <others>", [("n", "Norfolk"), (7, 'Said "so"')]), (None, "None")]


@pytest.mark.parametrize("field", [forms.ChoiceField, forms.MultipleChoiceField])
@pytest.mark.parametrize("data", [{}, {"place": "7"}, {"place": "n"}, {"place": ""}])
def test_a_list_is_written_as_by_the_template_of_the_framework(field: Any, data: Any) -> None:
    class Choosing(forms.Form):
        place = field(choices=GROUPED, help_text="Where")

    Choosing.base_fields["place"].widget.attrs |= {"size": 8, "disabled": True, "hidden": False}
    ours = Choosing(data or None)["place"].as_widget()
    theirs = str(Choosing(data or None, renderer=DjangoTemplates())["place"])
    assert " ".join(ours.split()) == " ".join(theirs.split())


@pytest.mark.parametrize("data", [{}, {"place": ["b&b", "7"]}])
def test_a_long_list_is_written_as_any_list(data: Any) -> None:
    pairs = [("b&b", "B & B"), (7, 'Said "so"'), ("n", "Norfolk")]

    def written(widget: type[forms.SelectMultiple]) -> str:
        class Choosing(Form):
            place = forms.MultipleChoiceField(choices=pairs, widget=widget(attrs={"size": "8"}))

        return " ".join(Choosing(data or None)["place"].as_widget().split())

    assert written(LongList) == written(forms.SelectMultiple)
