// Shows what needs a passkey where the browser knows them, and says so when one did not work.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const message of document.querySelectorAll("[data-passkey-problem] > div")) message.hidden = false;
});
