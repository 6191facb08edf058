"""Word documents of other bodies: sections above, in and beside their tables."""

import pytest

from culturefirst.programme.reading import read
from culturefirst.programme.tests.outlines import outline, word_file

# Name, how many cells hold words, paragraphs and tables, and what a careful reader takes.
PLANS = [
    (
        "a_priority_as_the_paragraph_above_each_table",
        19,
        [
            "Eastmoor Libraries",
            "Annual action plan 2011-12",
            "Priority A: Reading for all",
            [
                ("Task", "Responsible", "SMART target", "Status"),
                (
                    "Run a summer challenge",
                    "Library Manager",
                    "Increase sign-ups from 1,200 to 1,500 by Sept 2011",
                    "Begun June 2011",
                ),
                (
                    "Visit schools",
                    "Outreach Team/Library Manager",
                    "All 14 primary schools visited by end March 2012",
                    "9 schools so far",
                ),
            ],
            "Priority B: Digital skills",
            [
                ("Task", "Responsible", "SMART target", "Status"),
                ("Hold drop-in sessions", "Volunteers", "3 sessions per week", ""),
            ],
        ],
        """
Annual action plan 2011-12 (2011-04-01..2012-03-31)
# A Reading for all
- Run a summer challenge
target: change sign-ups 1200→1500 up ..2011-09-30
lead: Library Manager
progress: Begun June 2011 | 2011-06-30
- Visit schools
target: coverage 14 primary schools ..2012-03-31
lead: Outreach Team
lead: Library Manager
progress: 9 schools so far | 9
# B Digital skills
- Hold drop-in sessions
target: recurring 156 sessions/year
lead: Volunteers
note: Eastmoor Libraries
""",
    ),
    (
        "a_numbered_paragraph_above_each_table_and_one_header",
        12,
        [
            "Sports partnership programme of work 2011/12",
            "1. More people active",
            [
                ("Action", "Outcome", "Target", "Lead"),
                ("Run beginners’ groups", "Fitter adults", "8 groups by Q3", "County Coach"),
            ],
            "2. Better clubs",
            [("Accredit clubs", "Safer clubs", "20 clubs accredited by 31.03.12", "Club Officer")],
        ],
        """
Sports partnership programme of work 2011/12 (2011-04-01..2012-03-31)
# 1 More people active
- Run beginners’ groups
outcome: Fitter adults
target: count 8 groups ..2011-12-31
lead: County Coach
# 2 Better clubs
- Accredit clubs
outcome: Safer clubs
target: count 20 clubs ..2012-03-31
lead: Club Officer
""",
    ),
    (
        "a_plain_paragraph_above_each_table",
        12,
        [
            "Canal trust work plan 2012-13",
            "Towpaths",
            [
                ("Activity", "Milestone", "Who"),
                ("Lay gravel", "2 miles by July 2012", "Ranger Team"),
            ],
            "Boats",
            [
                ("Activity", "Milestone", "Who"),
                ("Mend the barge", "Barge afloat 1 June – 15 July 2012", "Boat Group"),
            ],
        ],
        """
Canal trust work plan 2012-13 (2012-04-01..2013-03-31)
# Towpaths
- Lay gravel
target: count 2 miles ..2012-07-31
lead: Ranger Team
# Boats
- Mend the barge
target: milestone 2012-06-01..2012-07-15
lead: Boat Group
""",
    ),
    (
        "title_rows_and_a_header_for_each",
        31,
        [
            "Heritage forum work programme 2012-13",
            [
                ("Theme 1 – Places", "<", "<", "<", "<"),
                ("No.", "Activity", "Milestones", "Timescale", "Lead"),
                (
                    "1.1.1",
                    "Survey the chapels",
                    "40 chapels surveyed",
                    "April-June",
                    "Conservation Officer",
                ),
                (
                    "1.1.2",
                    "Publish the survey",
                    "Report published",
                    "Autumn 2012",
                    "Conservation Officer, Chair",
                ),
                ("Theme 2 – People", "<", "<", "<", "<"),
                ("No.", "Activity", "Milestones", "Timescale", "Lead"),
                (
                    "2.1.1",
                    "Hold heritage open days",
                    "4 open days a year",
                    "w/c 10 Sept 2012",
                    "All partners",
                ),
                ("2.1.2", "Mentor new groups", "1 mentor for each group", "from May 2012", ""),
            ],
        ],
        """
Heritage forum work programme 2012-13 (2012-04-01..2013-03-31)
# 1 Places
- Survey the chapels
target: count 40 chapels 2012-04-01..2012-06-30
lead: Conservation Officer
note: No.: 1.1.1
- Publish the survey
target: milestone 2012-09-01..2012-11-30
lead: Conservation Officer
lead: Chair
note: No.: 1.1.2
# 2 People
- Hold heritage open days
target: recurring 4 open days/year 2012-09-10..2012-09-16
lead: All partners
note: No.: 2.1.1
- Mentor new groups
target: coverage groups 2012-05-01.. ?
note: No.: 2.1.2
""",
    ),
    (
        "a_column_of_priorities_merged_downwards",
        22,
        [
            "Film office business plan April 2011 – March 2012",
            [
                ("Strategic aim", "Objective", "Action", "Success measure", "Due", "Who"),
                (
                    "1. Attract crews",
                    "Market locations",
                    "Refresh website\nVisit fairs",
                    "£1.2m spent locally",
                    "March 2012",
                    "Director",
                ),
                (
                    "^",
                    "Build a crew list",
                    "Sign up freelances",
                    "100 freelances listed\n10 trainees placed",
                    "by Christmas 2011",
                    "^",
                ),
                (
                    "2. Grow audiences",
                    "Village cinema",
                    "Tour a screen",
                    "2 screenings in each district",
                    "2011/12",
                    "Touring Team",
                ),
            ],
        ],
        """
Film office business plan April 2011 – March 2012 (2011-04-01..2012-03-31)
# 1 Attract crews
- Market locations
action: Refresh website
action: Visit fairs
target: count 1200000 £ ..2012-03-31
lead: Director
- Build a crew list
action: Sign up freelances
target: count 100 freelances ..2011-12-25 ?
target: count 10 trainees ..2011-12-25 ?
lead: Director
# 2 Grow audiences
- Village cinema
action: Tour a screen
target: coverage districts ..2012-03-31 ?
lead: Touring Team
""",
    ),
    (
        "money_and_lights_and_the_period_on_its_own_line",
        24,
        [
            "Gallery improvement plan",
            "1 April 2011 to 31 March 2012",
            [
                (
                    "Area of work",
                    "Key tasks",
                    "Intended outcome",
                    "Budget",
                    "Key performance indicator",
                    "Accountable",
                    "Timescales",
                    "RAG rating",
                ),
                (
                    "Exhibitions",
                    "Hang four shows\nTour one",
                    "More repeat visits",
                    "£12k",
                    "Four shows\nFootfall: 20,000",
                    "Curator",
                    "Q1-Q4",
                    "G",
                ),
                (
                    "Education",
                    "Train guides",
                    "Better visits",
                    "£3k",
                    "95% of schools satisfied",
                    "Education Officer",
                    "By end of Q3",
                    "A",
                ),
            ],
        ],
        """
Gallery improvement plan (2011-04-01..2012-03-31)
- Exhibitions
action: Hang four shows
action: Tour one
outcome: More repeat visits
target: count 4 shows 2011-04-01..2012-03-31
target: count 20000 footfall 2011-04-01..2012-03-31
lead: Curator
progress: RAG rating: G
note: Budget: £12k
- Education
action: Train guides
outcome: Better visits
target: count 95 % ..2011-12-31
lead: Education Officer
progress: RAG rating: A
note: Budget: £3k
""",
    ),
    (
        "section_rows_with_empty_cells_and_a_closing_remark",
        18,
        [
            "Parish cluster delivery plan 2011-2014",
            [
                ("Strand 1: Halls", "", "", ""),
                ("Action", "Success criteria", "Owner", "By when"),
                ("Audit halls", "Audit of 9 halls complete", "Clerk", "Sept 11"),
                (
                    "Share bookings",
                    "One booking system for all halls",
                    "Clerk / Treasurer",
                    "April 2013",
                ),
                ("Strand 2: Events", "", "", ""),
                ("Fair", "1 fair a year", "Fair Committee", "Sept 2011 - Feb 2012"),
            ],
            "Reviewed by the cluster every quarter.",
        ],
        """
Parish cluster delivery plan 2011-2014 (2011-04-01..2014-03-31)
## 1 Halls
- Audit halls
target: count 9 halls ..2011-09-30
lead: Clerk
- Share bookings
target: coverage halls ..2013-04-30 ?
lead: Clerk
lead: Treasurer
## 2 Events
- Fair
target: recurring 1 fair/year 2011-09-01..2012-02-29
lead: Fair Committee
note: Reviewed by the cluster every quarter.
""",
    ),
    (
        "two_columns_only",
        6,
        [
            "Allotment society work plan 2011/12",
            [
                ("Objective", "Milestones"),
                ("Water supply", "Tank fitted by July 2011\nPipes laid Aug – Oct 11"),
                ("Show day", "300 visitors on 3 September 2011"),
            ],
        ],
        """
Allotment society work plan 2011/12 (2011-04-01..2012-03-31)
- Water supply
target: milestone ..2011-07-31
target: milestone 2011-08-01..2011-10-31
- Show day
target: count 300 visitors 2011-09-03..2011-09-03
""",
    ),
]


@pytest.mark.parametrize(("name", "cells", "blocks", "expected"), PLANS)
def test_a_plan_reads_as_its_makers_meant_it(name, cells, blocks, expected, tmp_path):
    document = read(word_file(tmp_path, *blocks))
    assert "\n".join(outline(document)) == expected.strip()
    assert document.read == document.placed == cells
