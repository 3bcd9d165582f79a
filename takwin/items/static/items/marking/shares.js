// Exact shares of points (whole hundredths), and safe looks into a key or a response: what `takwin/items/marking.py` does.

export function share(points, part, whole) {
  if (whole <= 0) return 0;
  const earned = Math.min(Math.max(part, 0), whole);
  return Math.floor((2 * points * earned + whole) / (2 * whole));
}

export function earned(points, right, whole, scoring) {
  return scoring === "map_response" ? share(points, right, whole) : share(points, right === whole && whole > 0 ? 1 : 0, 1);
}

function own(of, name) {
  return of !== null && typeof of === "object" && !Array.isArray(of) && Object.hasOwn(of, name) ? of[name] : undefined;
}

export function word(response, name) {
  const found = own(response, name);
  return typeof found === "string" ? found : "";
}

export function words(response, name) {
  const found = own(response, name);
  return Array.isArray(found) ? found.filter((one) => typeof one === "string") : [];
}

export function inner(response, name) {
  const found = own(response, name);
  return found !== null && typeof found === "object" && !Array.isArray(found) ? found : {};
}
