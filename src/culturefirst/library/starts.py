"""What can be begun in the library from records of other rooms: a case study."""

from culturefirst.kit.starts import BEGINNINGS, Beginning
from culturefirst.library.policy import contribute

BEGINNINGS.add("library.case_study", Beginning("Write a case study", contribute, "writing_new"))
