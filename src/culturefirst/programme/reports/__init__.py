"""Reports: frozen with the rows behind every figure, printed again byte for byte."""
