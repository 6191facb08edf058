// In a dialog, "Cancel" closes it; on a page of its own it is a link back.
document.addEventListener("click", (event) => {
  const link = event.target.closest("dialog a[data-cancel]");
  if (!link) return;
  event.preventDefault();
  link.closest("dialog").close();
});
