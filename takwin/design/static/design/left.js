// A page that the browser kept is asked for anew once its person has signed out, or another one in: each of these changes
// the token that forms carry, so that the old page's forms would be refused as well. When it is the same person on the same
// step, who signed in again, what is typed stays and the forms get the new token.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1];
const place = (page) => page?.querySelector("[data-place]")?.dataset.place;
const carried = (page) => page.querySelector("[name=csrfmiddlewaretoken]")?.value;
let then = token();

async function asOfNow() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

addEventListener("pageshow", async (event) => {
  if (!event.persisted || token() === then) return;
  document.documentElement.hidden = true; // nobody reads it until it is known whose it is
  const now = place(document) ? await asOfNow() : null;
  if (!now || place(now) !== place(document) || !carried(now)) return location.reload();
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = carried(now);
  then = token();
  document.documentElement.hidden = false;
});
