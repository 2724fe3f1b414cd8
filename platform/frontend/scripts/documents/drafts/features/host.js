/** What features see of a <draft-editor>; described in plug.js. */
export function hostOf(draft) {
  return {
    element: draft,
    part: draft.getAttribute('part'),
    language: draft.getAttribute('language') ?? 'pl',
    replica: draft.replica,
    presence: draft.people,
    view: () => draft.editor?.view,
    undoManager: () => draft.editor?.undoManager,
    source: () => draft.source,
    text: () => draft.text,
    copy: () => draft.copy,
    setCopy: (copy) => draft.setCopy(copy),
    has: (permission) => rights(draft).has(permission),
    can: (permission) => rights(draft).has(permission) && (permission !== 'edit_draft' || draft.writable),
    announce: (text) => draft.side.announce(text),
    openPanel: (name) => draft.side.open(name),
    closePanel: () => draft.side.close(),
  }
}

function rights(draft) {
  return new Set((draft.getAttribute('rights') ?? '').split(/\s+/))
}
