/** <details data-fold open>: open beside the text on wide screens, folded on narrow ones; data-fold="80rem" sets the width. */
const NARROWEST = '60rem'

document.querySelectorAll('details[data-fold]').forEach((fold) => {
  const wide = matchMedia(`(min-width: ${fold.dataset.fold || NARROWEST})`)
  const arrange = () => (fold.open = wide.matches)
  wide.addEventListener('change', arrange)
  fold.addEventListener('click', ({ target }) => {
    if (!wide.matches && target.closest('a[href^="#"]')) fold.open = false
  })
  arrange()
})
