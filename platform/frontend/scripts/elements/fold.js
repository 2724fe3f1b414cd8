/** <details data-fold open>: a sidebar on wide screens, folded on narrow ones. */
const WIDE = matchMedia('(min-width: 60rem)')

const arrange = () =>
  document.querySelectorAll('details[data-fold]').forEach((fold) => (fold.open = WIDE.matches))

WIDE.addEventListener('change', arrange)
arrange()

document.addEventListener('click', ({ target }) => {
  const fold = target.closest('details[data-fold] a[href^="#"]')?.closest('details')
  if (fold && !WIDE.matches) fold.open = false
})
