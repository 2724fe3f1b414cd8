/** The words of the library's own panels, through our catalogue. */
import { EditorState } from '@codemirror/state'

export function phrases() {
  return EditorState.phrases.of({
    Find: gettext('Find'),
    Replace: gettext('Replace with'),
    next: gettext('Next'),
    previous: gettext('Previous'),
    all: gettext('Select all'),
    'match case': gettext('Match case'),
    'by word': gettext('Whole words'),
    regexp: gettext('Regular expression'),
    replace: gettext('Replace'),
    'replace all': gettext('Replace all'),
    close: gettext('Close'),
    'current match': gettext('Current match'),
    'on line': gettext('on line'),
    'replaced match on line $': gettext('Replaced on line $'),
    'replaced $ matches': gettext('Replaced: $'),
  })
}
