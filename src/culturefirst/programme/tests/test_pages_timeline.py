"""Where bars lie on the line of months."""

from datetime import date

from culturefirst.programme.views.timeline import scale

YEAR = (date(2011, 4, 1), date(2012, 3, 31))


def test_the_scale_is_the_programmes_own_months() -> None:
    along = scale(*YEAR, [])
    assert (along.starts, along.ends, along.days) == (*YEAR, 366)
    assert [month.starts.month for month in along.months()] == [
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        11,
        12,
        1,
        2,
        3,
    ]


def test_months_fill_the_scale_without_a_gap() -> None:
    months = scale(*YEAR, []).months()
    ends = [round(month.at + month.width, 2) for month in months]
    assert months[0].at == 0
    assert ends[:-1] == [month.at for month in months[1:]]
    assert ends[-1] == 100


def test_the_scale_widens_for_targets_that_begin_before_and_end_after() -> None:
    along = scale(*YEAR, [date(2011, 2, 1), None, date(2012, 4, 30)])
    assert (along.starts, along.ends) == (date(2011, 2, 1), date(2012, 4, 30))


def test_a_slip_of_the_pen_does_not_flatten_the_year() -> None:
    along = scale(*YEAR, [date(1911, 2, 1), date(2112, 4, 30)])
    assert (along.starts, along.ends) == (date(2010, 10, 1), date(2012, 9, 30))


def test_a_bar_runs_from_its_first_day_to_the_end_of_its_last() -> None:
    along = scale(*YEAR, [])
    bar = along.bar(date(2011, 4, 1), date(2011, 4, 30))
    assert (bar.at, bar.ends) == (0, 8.2)
    assert along.bar(*YEAR).ends == 100


def test_a_single_day_can_still_be_seen() -> None:
    assert scale(*YEAR, []).bar(date(2011, 5, 1), date(2011, 5, 1)).width == 0.8
