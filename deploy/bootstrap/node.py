"""Runs the project's own Node: `python -m deploy.bootstrap.node script.js arguments`."""

import os
import sys

from deploy.bootstrap.paths import node
from deploy.bootstrap.shell import environment

if __name__ == "__main__":
    os.execve(node(), ["node", *sys.argv[1:]], environment())
