// Make or use a passkey (WebAuthn) in forms marked with data-passkey: "sign-in", "make" or "use". Without this script,
// or in a browser that knows no passkeys, such a form stays hidden and the other ways on the page serve.

const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));

const toBase64 = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

// Server options carry bytes as base64url text; the browser wants bytes.
function readable({ publicKey }) {
  const options = { ...publicKey, challenge: fromBase64(publicKey.challenge) };
  if (options.user) options.user = { ...options.user, id: fromBase64(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) options[list] = options[list].map((known) => ({ ...known, id: fromBase64(known.id) }));
  }
  return { publicKey: options };
}

// And back: every buffer of the answer as base64url text.
function writable(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = toBase64(credential.response[part]);
  }
  return {
    id: credential.id,
    rawId: toBase64(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function ceremony(form) {
  const wanted = readable(await options(form));
  const making = form.dataset.passkey === "make";
  const credential = await navigator.credentials[making ? "create" : "get"](wanted);
  form.elements.credential.value = JSON.stringify(writable(credential));
  form.submit();
}

function complain(form) {
  const words = form.querySelector("[role=alert]") ?? form.appendChild(document.createElement("p"));
  words.className = "error";
  words.setAttribute("role", "alert");
  words.textContent = form.dataset.passkeyFailed;
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ceremony(form).catch(() => complain(form));
    });
  }
}
