"""`python -m takwin` is the command `takwin`."""

import sys

from takwin.config.cli import main

sys.exit(main())
