/** Closes a <details class="menu"> on Escape, on a click elsewhere and when the focus leaves it. */
const OPEN = 'details.menu[open]'

document.addEventListener('click', (event) => closeAll((menu) => !menu.contains(event.target)))

document.addEventListener('focusin', (event) => closeAll((menu) => !menu.contains(event.target)))

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const menu = event.target.closest?.(OPEN)
  closeAll(() => true)
  menu?.querySelector('summary').focus()
})

function closeAll(condition) {
  document.querySelectorAll(OPEN).forEach((menu) => {
    if (condition(menu)) menu.open = false
  })
}
