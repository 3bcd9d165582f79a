// A page that the browser kept is asked for anew once its person has signed out, or another one in: each of these changes
// the token that forms carry, so that the old page's forms would be refused as well.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1];
const then = token();

addEventListener("pageshow", (event) => {
  if (event.persisted && token() !== then) location.reload();
});
