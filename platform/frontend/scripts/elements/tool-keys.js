/** One tab stop per [role=toolbar]; arrows, Home and End move inside it. */
const STEPS = { ArrowRight: 1, ArrowLeft: -1 }

document.querySelectorAll('[role=toolbar]').forEach((bar) => settle(bar, tools(bar)[0]))

document.addEventListener('focusin', ({ target }) => {
  const bar = target.closest('[role=toolbar]')
  if (bar) settle(bar, target)
})

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented) return // a toolbar that moves by itself has done so
  const bar = event.target.closest?.('[role=toolbar]')
  const next = bar && nextTool(tools(bar), event)
  if (!next) return
  event.preventDefault()
  next.focus()
})

function nextTool(all, { key, target }) {
  if (key === 'Home') return all[0]
  if (key === 'End') return all.at(-1)
  if (!(key in STEPS)) return null
  return all[(all.indexOf(target) + STEPS[key] + all.length) % all.length]
}

function settle(bar, current) {
  tools(bar).forEach((tool) => (tool.tabIndex = tool === current ? 0 : -1))
}

function tools(bar) {
  return [...bar.querySelectorAll('button:not([disabled]), select:not([disabled])')]
}
