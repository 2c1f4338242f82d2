"""R 雷同: text, figures and pictures that another enterprise's report holds too."""
