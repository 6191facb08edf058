"""The verbs of evidence."""

from culturefirst.intelligence.actions.askings import ask_several, keep_refusals
from culturefirst.intelligence.actions.asset_kinds import (
    add_asset_kind,
    edit_asset_kind,
    load_asset_kinds,
    restore_asset_kind,
    retire_asset_kind,
)
from culturefirst.intelligence.actions.asset_lists import (
    ask_to_import_assets,
    bring_asset_list,
    decide_asset_rows,
    drop_asset_list,
    import_assets,
    map_asset_list,
    undo_asset_list,
)
from culturefirst.intelligence.actions.asset_reviews import (
    ask_owner,
    confirm_by_link,
    correct_by_link,
    end_asset_review,
    finish_review,
)
from culturefirst.intelligence.actions.asset_sources import (
    add_asset_source,
    bring_postcodes,
    edit_asset_source,
)
from culturefirst.intelligence.actions.assets import (
    add_asset,
    close_asset,
    edit_asset,
    keep_assets_apart,
    merge_assets,
    undo_asset_change,
    verify_asset,
)
from culturefirst.intelligence.actions.people import (
    load_national_rates,
    remove_area_set,
    remove_classification,
    remove_population,
    remove_rates,
    remove_travel_times,
)
from culturefirst.intelligence.actions.people_files import (
    ask_to_import_people,
    bring_people_file,
    choose_in_people_file,
    drop_people_file,
    import_people,
)
from culturefirst.intelligence.actions.scenarios import (
    ask_siting,
    issue_brief,
    keep_scenario,
    throw_away_scenario,
)
from culturefirst.intelligence.actions.studies import (
    ask_study,
    edit_study,
    keep_run,
    make_study,
    publish_study,
    remove_study,
    take_back_study,
)

__all__ = [
    "add_asset",
    "add_asset_kind",
    "add_asset_source",
    "ask_owner",
    "ask_several",
    "ask_siting",
    "ask_study",
    "ask_to_import_assets",
    "ask_to_import_people",
    "bring_asset_list",
    "bring_people_file",
    "bring_postcodes",
    "choose_in_people_file",
    "close_asset",
    "confirm_by_link",
    "correct_by_link",
    "decide_asset_rows",
    "drop_asset_list",
    "drop_people_file",
    "edit_asset",
    "edit_asset_kind",
    "edit_asset_source",
    "edit_study",
    "end_asset_review",
    "finish_review",
    "import_assets",
    "import_people",
    "issue_brief",
    "keep_assets_apart",
    "keep_refusals",
    "keep_run",
    "keep_scenario",
    "load_asset_kinds",
    "load_national_rates",
    "make_study",
    "map_asset_list",
    "merge_assets",
    "publish_study",
    "remove_area_set",
    "remove_classification",
    "remove_population",
    "remove_rates",
    "remove_study",
    "remove_travel_times",
    "restore_asset_kind",
    "retire_asset_kind",
    "take_back_study",
    "throw_away_scenario",
    "undo_asset_change",
    "undo_asset_list",
    "verify_asset",
]
