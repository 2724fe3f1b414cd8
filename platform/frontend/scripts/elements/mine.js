/** Marks what the reader wrote: [data-author] that equals body[data-user] gets data-mine, also when it arrives live. */
const { user } = document.body.dataset

if (user) {
  mark(document.body)
  new MutationObserver((changes) => {
    changes.forEach(({ addedNodes }) => addedNodes.forEach((node) => node.nodeType === 1 && mark(node)))
  }).observe(document.body, { childList: true, subtree: true })
}

function mark(root) {
  const selector = `[data-author="${user}"]`
  if (root.matches(selector)) root.dataset.mine = ''
  root.querySelectorAll(selector).forEach((element) => (element.dataset.mine = ''))
}
