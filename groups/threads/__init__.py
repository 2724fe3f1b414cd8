"""Threads: members argue, reply to each other, quote; what was written leaves a history."""
