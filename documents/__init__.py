"""Documents: drafts written together, frozen versions, consultations, answers and reports."""
