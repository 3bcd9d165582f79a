// What the server knows of the person in a course. Of questions that did not change since `before` it tells only that, so this costs little
// after every sync.

const address = (course, have) => `/desk/${course}/state.json${have.length ? `?have=${have.join(".")}` : ""}`;

// The whole state, or null where the server does not tell it. Rejects where there is no network.
export async function stateOf(course, before) {
  const known = before?.groups ?? {};
  const have = Object.values(known).map((group) => group.print).filter(Boolean);
  const answer = await fetch(address(course, have), { redirect: "manual", cache: "no-store" });
  if (!answer.ok) return null;
  const state = await answer.json();
  for (const [name, group] of Object.entries(state.groups)) if (!("html" in group)) state.groups[name] = known[name];
  return state;
}
