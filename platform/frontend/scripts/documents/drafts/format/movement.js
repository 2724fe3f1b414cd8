/**
 * The keys that every text box has: going, selecting and deleting by letters, words, lines and pages.
 *
 * The commands are the library's. Its own list of them, `standardKeymap`, brings the indenting of code and the matching
 * of brackets along, which would be loaded before anybody can write; on a Mac the system itself has the Emacs keys.
 */
import * as commands from '@codemirror/commands'

const both = (key, run, shift, more = {}) => ({ key, run, shift, preventDefault: true, ...more })
const mac = (key, run, shift) => ({ mac: key, run, shift, preventDefault: true })

export const movement = [
  both('ArrowLeft', commands.cursorCharLeft, commands.selectCharLeft),
  both('ArrowRight', commands.cursorCharRight, commands.selectCharRight),
  both('ArrowUp', commands.cursorLineUp, commands.selectLineUp),
  both('ArrowDown', commands.cursorLineDown, commands.selectLineDown),
  both('Mod-ArrowLeft', commands.cursorGroupLeft, commands.selectGroupLeft, { mac: 'Alt-ArrowLeft' }),
  both('Mod-ArrowRight', commands.cursorGroupRight, commands.selectGroupRight, { mac: 'Alt-ArrowRight' }),
  both('Home', commands.cursorLineBoundaryBackward, commands.selectLineBoundaryBackward),
  both('End', commands.cursorLineBoundaryForward, commands.selectLineBoundaryForward),
  both('Mod-Home', commands.cursorDocStart, commands.selectDocStart),
  both('Mod-End', commands.cursorDocEnd, commands.selectDocEnd),
  both('PageUp', commands.cursorPageUp, commands.selectPageUp),
  both('PageDown', commands.cursorPageDown, commands.selectPageDown),
  mac('Cmd-ArrowLeft', commands.cursorLineBoundaryLeft, commands.selectLineBoundaryLeft),
  mac('Cmd-ArrowRight', commands.cursorLineBoundaryRight, commands.selectLineBoundaryRight),
  mac('Cmd-ArrowUp', commands.cursorDocStart, commands.selectDocStart),
  mac('Cmd-ArrowDown', commands.cursorDocEnd, commands.selectDocEnd),
  mac('Ctrl-ArrowUp', commands.cursorPageUp, commands.selectPageUp),
  mac('Ctrl-ArrowDown', commands.cursorPageDown, commands.selectPageDown),
  both('Mod-a', commands.selectAll),
  both('Backspace', commands.deleteCharBackward, commands.deleteCharBackward),
  both('Delete', commands.deleteCharForward),
  both('Mod-Backspace', commands.deleteGroupBackward, undefined, { mac: 'Alt-Backspace' }),
  both('Mod-Delete', commands.deleteGroupForward, undefined, { mac: 'Alt-Delete' }),
  mac('Mod-Backspace', commands.deleteLineBoundaryBackward),
  mac('Mod-Delete', commands.deleteLineBoundaryForward),
]
