// A form that came back with faults: begin reading at the list of them, here and after a swap.
function focusSummary(root) {
  root.querySelector(".error-summary")?.focus();
}

focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
