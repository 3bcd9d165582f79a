// On the course page: does nothing until this device has taken a course along; then it sends what waits and looks for what is new.

if (navigator.serviceWorker?.controller) {
  const { send, fresh } = await import("./send.js");
  const { whose } = await import("./who.js");
  const slug = location.pathname.split("/")[2];
  const who = await whose();
  if (who && (await send()) === "safe") await fresh(who.person, slug);
}
