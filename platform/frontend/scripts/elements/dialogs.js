/** Opens and closes native dialogs: [data-open-dialog="id"], [data-close-dialog]; a click on the backdrop closes. */
document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-open-dialog]')
  if (opener) document.getElementById(opener.dataset.openDialog)?.showModal()
  else if (event.target.closest('[data-close-dialog]') || isBackdrop(event))
    event.target.closest('dialog')?.close()
})

function isBackdrop({ target, clientX, clientY }) {
  if (target.localName !== 'dialog' || !(clientX || clientY)) return false
  const { left, right, top, bottom } = target.getBoundingClientRect()
  return clientX < left || clientX > right || clientY < top || clientY > bottom
}
