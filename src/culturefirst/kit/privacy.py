"""How the kit's own records are stored when a name has been taken out of them."""

from culturefirst.kit import seals
from culturefirst.kit.holdings import STORES

STORES.add("kit.auditevent", seals.take_words_out)
