/** The tools that every text has; those of the features are of the same shape (features/plug.js). */
import { toggleList, toggleQuote } from '../format/blocks.js'
import { enclosing, hasMark, toggleMark } from '../format/inline.js'

/** `acts`: as of the Toolbar. `idle(now)` and `pressed(state, now)` see what `Toolbar.show` is told. */
export function ownTools(acts) {
  const common = { group: 'marks', writes: true }
  const mark = (name, key, label, icon) => {
    const pressed = (state) => hasMark(state, name)
    return { ...common, name, key, label, icon, run: toggleMark(name), pressed }
  }
  const block = (name, key, label, run) => {
    const pressed = (_state, now) => now.block[name]
    return { name, key, label, icon: name, group: 'lists', writes: true, run, pressed }
  }
  return [
    {
      name: 'undo',
      label: gettext('Undo'),
      icon: 'undo',
      key: 'Mod-z',
      group: 'history',
      run: acts.undo,
      idle: ({ canUndo }) => !canUndo,
    },
    {
      name: 'redo',
      label: gettext('Redo'),
      icon: 'redo',
      key: 'Mod-y',
      group: 'history',
      run: acts.redo,
      idle: ({ canRedo }) => !canRedo,
    },
    mark('strong', 'Mod-b', gettext('Bold'), 'bold'),
    mark('emphasis', 'Mod-i', gettext('Italic'), 'italic'),
    {
      ...common,
      name: 'link',
      label: gettext('Link'),
      icon: 'link',
      key: 'Mod-k',
      run: acts.openLink,
      pressed: (state) => enclosing(state, 'Link') !== null,
    },
    block('bullet', 'Mod-Shift-8', gettext('Bullet list'), toggleList('bullet')),
    block('ordered', 'Mod-Shift-7', gettext('Numbered list'), toggleList('ordered')),
    { ...block('quote', 'Mod-Shift-9', gettext('Quote'), toggleQuote), menu: 'insert' },
    { ...mark('strike', 'Mod-Shift-x', gettext('Struck through'), 'strike'), menu: 'more' },
    ...aboutTheText(acts),
  ]
}

function aboutTheText(acts) {
  return [
    {
      name: 'source',
      label: gettext('Show the Markdown source'),
      icon: 'source',
      group: 'view',
      menu: 'more',
      reading: true,
      run: acts.toggleSource,
      pressed: (_state, { source }) => source,
    },
    {
      name: 'help',
      label: gettext('Help with writing'),
      icon: 'help',
      group: 'help',
      menu: 'more',
      reading: true,
      run: acts.help,
    },
  ]
}
