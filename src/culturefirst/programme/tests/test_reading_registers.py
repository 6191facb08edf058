"""Registers of other bodies as CSV: every column, target and date of each."""

import pytest

from culturefirst.programme.reading import read
from culturefirst.programme.tests.outlines import csv_file, outline

# Name, how many cells hold words, the file, and what a careful reader takes from it.
REGISTERS = [
    (
        "semicolons_another_order_and_a_light",
        27,
        """
Riverside Arts Trust – Delivery plan 2012/13;;;;;;
;;;;;;
Owner;Deadline;KPI;Objective;Tasks;RAG;Latest update
"Jo Marsh; Sam Pike";30/09/2012;"12 concerts";Bring music to villages;"Book halls
Print leaflets";Green;"5 concerts given by July 2012"
Jo Marsh;Q4;"Every village hall visited";Reach the edges;;Amber;
Kit Rowe;ongoing;"Monthly newsletter";Inform members;Write;Green;"March issue sent 18/3"
""",
        """
Riverside Arts Trust – Delivery plan 2012/13 (2012-04-01..2013-03-31)
- Bring music to villages
action: Book halls
action: Print leaflets
target: count 12 concerts ..2012-09-30
lead: Jo Marsh
lead: Sam Pike
progress: RAG: Green
progress: 5 concerts given by July 2012 | 2012-07-31 | 5
- Reach the edges
target: coverage village halls ..2013-03-31
lead: Jo Marsh
progress: RAG: Amber
- Inform members
action: Write
target: recurring 1 newsletter/month ?
lead: Kit Rowe
progress: RAG: Green
progress: March issue sent 18/3 | 2012-03-18
""",
    ),
    (
        "neither_actions_nor_outcomes_nor_leads",
        15,
        """
"Museum store work plan, April 2012 to March 2013",,
Activity,Measure of success,By when
Open the store to the public,600 visitors,Sept 2012 - Feb 2013
Catalogue the maps,"400 maps listed
All drawings photographed by June 2012",March 2013
Train guides,10 guides trained,TBC
Move the archive,,within 6 months
""",
        """
Museum store work plan, April 2012 to March 2013 (2012-04-01..2013-03-31)
- Open the store to the public
target: count 600 visitors 2012-09-01..2013-02-28
- Catalogue the maps
target: count 400 maps ..2013-03-31
target: milestone ..2012-06-30
- Train guides
target: count 10 guides ?
- Move the archive
target: milestone ?
""",
    ),
    (
        "columns_of_priorities_and_a_header_printed_twice",
        43,
        """
Theme,Workstream,What,How,Measure,When,Who,Comments
Skills,Governance,Train trustees,Run evening classes,"5 classes
60 trustees",Oct 2012 - Jan 2013,Learning Lead,
Theme,Workstream,What,How,Measure,When,Who,Comments
Skills,Governance,Advise,Offer a line,Line answered,ongoing,Learning Lead,12 calls in April 2012
Skills,Finance,Teach accounts,Webinars,4 quarterly webinars,2012/13,"Treasurer
Learning Lead",
Voice,,Lobby,Meet councillors,Twice a year,,Chair,
""",
        """
None (2012-04-01..2013-03-31)
# Skills
## Governance
- Train trustees
action: Run evening classes
target: count 5 classes 2012-10-01..2013-01-31
target: count 60 trustees 2012-10-01..2013-01-31
lead: Learning Lead
- Advise
action: Offer a line
target: ongoing
lead: Learning Lead
progress: 12 calls in April 2012 | 2012-04-30 | 12
## Finance
- Teach accounts
action: Webinars
target: recurring 1 webinars/quarter 2012-04-01..2013-03-31 ?
lead: Treasurer
lead: Learning Lead
# Voice
- Lobby
action: Meet councillors
target: recurring 2/year
lead: Chair
""",
    ),
    (
        "a_column_for_each_quarter",
        12,
        """
Web action plan 2012-13,,,,,
Activity,Q1,Q2,Q3,Q4,Lead
Website,Design agreed,Site built,,3 reviews,Web Editor
""",
        """
Web action plan 2012-13 (2012-04-01..2013-03-31)
- Website
target: milestone 2012-04-01..2012-06-30
target: milestone 2012-07-01..2012-09-30
target: count 3 reviews 2013-01-01..2013-03-31
lead: Web Editor
""",
    ),
    (
        "milestones_over_several_rows_and_names_with_years",
        23,
        """
Cultural Olympiad legacy plan 2012-13,,,,,
Objective,Key milestones,Target date,Responsible officer,Current position,Evidence
Commission a trail,Artist appointed,w/c 14 May 2012,Arts Officer,Shortlist of 5 agreed,Minutes
Commission a trail,Trail opened,Summer 2012,Arts Officer,,
London 2012 archive,Oral histories recorded: 30,30/11/2012,Archivist,11 recorded by Sept,Catalogue
""",
        """
Cultural Olympiad legacy plan 2012-13 (2012-04-01..2013-03-31)
- Commission a trail
target: milestone ..2012-05-20
target: milestone ..2012-08-31
lead: Arts Officer
progress: Shortlist of 5 agreed | 5
note: Evidence: Minutes
- London 2012 archive
target: count 30 oral histories ..2012-11-30
lead: Archivist
progress: 11 recorded by Sept | 2012-09-30 | 11
note: Evidence: Catalogue
""",
    ),
    (
        "tabs_and_numbers_in_the_activity",
        19,
        """
Dance house business plan 2011-12
Activity\tKey steps\tOutputs\tTiming\tResponsibility\tStatus
1.1.1 Open rehearsals\tInvite schools\t6 open rehearsals a year\t2011/12\tProducer\t2 held
1.1.2 Dance over 60\tHire\tBetween 20 and 30 dancers\tfrom April 2011\tProducer / Volunteers\tBegun
""",
        """
Dance house business plan 2011-12 (2011-04-01..2012-03-31)
- 1.1.1 Open rehearsals
action: Invite schools
target: recurring 6 open rehearsals/year 2011-04-01..2012-03-31
lead: Producer
progress: 2 held | 2
- 1.1.2 Dance over 60
action: Hire
target: count 20 dancers 2011-04-01.. ?
lead: Producer
lead: Volunteers
progress: Begun
""",
    ),
    (
        "baselines_and_shares",
        21,
        """
Leisure improvement plan 2011/12,,,
Improvement objective,Indicator,Completion date,Accountable
More swimmers,Increase swims from 40 to 60 a day,31 March 2012,Pool Manager
Happier users,90% satisfaction,Q3 2011/12,Pool Manager
Greener pools,10 % reduction in gas use on 2010/11,March 2012,Estates Team
More members,Double membership,Christmas 2011,Club Officer
""",
        """
Leisure improvement plan 2011/12 (2011-04-01..2012-03-31)
- More swimmers
target: change swims 40→60 up ..2012-03-31
lead: Pool Manager
- Happier users
target: count 90 % ..2011-12-31
lead: Pool Manager
- Greener pools
target: change 10 % down ..2012-03-31
lead: Estates Team
- More members
target: change 100 % up ..2011-12-25 ?
lead: Club Officer
""",
    ),
]


@pytest.mark.parametrize(("name", "cells", "text", "expected"), REGISTERS)
def test_a_register_reads_as_its_makers_meant_it(name, cells, text, expected, tmp_path):
    document = read(csv_file(tmp_path, text))
    assert "\n".join(outline(document)) == expected.strip()
    assert document.read == document.placed == cells
