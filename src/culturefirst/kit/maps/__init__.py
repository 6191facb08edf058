"""Maps drawn on the server as plain SVG: tiles, outlines, and zones coloured by class.

Every area is a link with a title. Nothing is asked of another host, and nothing needs a script.
"""

from culturefirst.kit.maps.classes import Classes, Named
from culturefirst.kit.maps.coverage import GLYPHS, Area, Tile, shapes, short_lines, strip, tiles
from culturefirst.kit.maps.frame import WIDTH, Frame
from culturefirst.kit.maps.hatches import Paint
from culturefirst.kit.maps.lines import outlines_of, simplified
from culturefirst.kit.maps.spots import Spot
from culturefirst.kit.maps.views import View, clicked, was_clicked
from culturefirst.kit.maps.zones import Look, Map, Zone, choropleth

__all__ = [
    "GLYPHS",
    "WIDTH",
    "Area",
    "Classes",
    "Frame",
    "Look",
    "Map",
    "Named",
    "Paint",
    "Spot",
    "Tile",
    "View",
    "Zone",
    "choropleth",
    "clicked",
    "outlines_of",
    "shapes",
    "short_lines",
    "simplified",
    "strip",
    "tiles",
    "was_clicked",
]
