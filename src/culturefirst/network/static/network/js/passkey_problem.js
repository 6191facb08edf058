// The sign-in library tells of a passkey that could not be used only on the console: say it.
document.addEventListener("allauth.error", (told) => {
  const problem = document.getElementById("passkey_problem");
  if (!problem) return;
  told.preventDefault();
  problem.hidden = false;
  problem.focus();
});
