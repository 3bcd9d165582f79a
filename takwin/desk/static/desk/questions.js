// Questions on a page of a pack: filled in as the person is asked them, answered into the queue, and marked at once where they are practice.

import { actsOf, keep, misfit, uuid7 } from "./acts.js";
import { marked } from "./marking.js";
import { button, element, size } from "./words.js";

const groupOf = (form) => form.closest("[data-questions]").dataset.questions;
const sets = (form) => [...form.querySelectorAll("fieldset")];

export function fill(state, among = document.querySelectorAll("[data-questions]")) {
  const slots = [...among].filter((slot) => state.groups[slot.dataset.questions]);
  for (const slot of slots) slot.innerHTML = state.groups[slot.dataset.questions].html;
  // the scripts of questions looked for them before they were here
  const scripts = slots.length ? document.querySelectorAll('script[src*="/static/items/"]') : [];
  return Promise.all([...scripts].map((script) => import(`${script.src}?filled`)));
}

function blank(form) {
  const typed = (field) => (["radio", "checkbox"].includes(field.type) ? field.checked : field.value.trim());
  return [...form.querySelectorAll("fieldset.question")].filter((question) =>
    ![...question.querySelectorAll("[name^='answer.']")].some(typed));
}

function restore(form, fields) {
  for (const field of form.elements) {
    const values = fields[field.name];
    if (!values) continue;
    if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
    else [field.value] = values;
  }
}

// The answer is on the device: the form rests, with what can be said of it already.
function rest(form, act, page) {
  const group = page.state.groups[groupOf(form)];
  const results = group.practice ? marked(group, page.practice, act.fields) : {};
  form.querySelectorAll("[data-desk-said]").forEach((old) => old.remove());
  for (const [item, { state, said }] of Object.entries(results)) {
    const place = form.querySelector(`#q-${CSS.escape(item)}`);
    const line = element("p", `result is-${state}`, page.say({ right: "right", partial: "partly", wrong: "wrong" }[state]));
    const told = said.map((words) => { const made = element("div", "feedback"); made.innerHTML = words; return made; });
    place.prepend(line);
    place.append(...told);
    [line, ...told].forEach((one) => { one.dataset.deskSaid = ""; });
  }
  const pointed = Object.values(group.items ?? {}).some((one) => one.points);
  const whole = group.practice && Object.keys(results).length === Object.keys(group.items ?? {}).length;
  const words = whole ? "kept" : group.graded || pointed ? "later" : "kept";
  const files = Object.values(act.files ?? {}).map((file) =>
    element("p", "", page.say("file-waits", { name: file.name, size: size(file.size, page.say) })));
  const notice = element("div", "notice", element("p", "", page.say(words)), ...files);
  notice.dataset.deskSaid = "";
  notice.setAttribute("role", "status");
  form.prepend(notice);
  sets(form).forEach((one) => { one.disabled = true; });
  form.querySelectorAll("p.actions").forEach((one) => one.remove());
  if (group.practice && !group.stamp) again(form, page);
}

function again(form, page) {
  const line = element("p", "actions", button(page.say("again"), () => {
    line.remove();
    form.querySelectorAll("[data-desk-said], .choice-state, .choice-feedback, .feedback, .gap-state, .result").forEach((old) => old.remove());
    form.querySelectorAll(".is-right, .is-wrong, .is-partial").forEach((one) => one.classList.remove("is-right", "is-wrong", "is-partial"));
    sets(form).forEach((one) => { one.disabled = false; });
    form.elements.token.value = uuid7();
    form.append(element("p", "actions", element("button", "button", page.say("answer"))));
  }, true));
  form.append(line);
}

// Those that wait already look as they were left; those that the server knows may be answered once more.
export function settle(page, waiting, among = document.querySelectorAll("[data-questions]")) {
  for (const form of [...among].flatMap((slot) => [...slot.querySelectorAll("form")])) {
    const group = groupOf(form);
    const act = waiting.filter((one) => one.kind === "answered" && one.group === group).at(-1);
    const link = form.querySelector('a[href^="?again="]');
    if (act) { restore(form, act.fields); rest(form, act, page); }
    else if (link) {
      link.closest("p").remove();
      if (!page.state.groups[group].stamp && page.state.groups[group].practice) again(form, page);
    }
  }
}

// What the server has marked by now takes the place of the forms that waited for it; one that is being filled in stays.
export async function refill(page, waiting) {
  const waits = new Set(waiting.filter((act) => act.kind === "answered").map((act) => act.group));
  const resting = (slot) => slot.querySelector("[data-desk-said]") && !slot.querySelector("fieldset:enabled");
  const slots = [...document.querySelectorAll("[data-questions]")].filter((slot) => !waits.has(slot.dataset.questions) && resting(slot));
  await fill(page.state, slots);
  settle(page, waiting, slots);
}

function refuse(form, words) {
  form.querySelectorAll("[data-desk-said]").forEach((old) => old.remove());
  const notice = element("div", "notice notice-error", element("p", "", words));
  notice.dataset.deskSaid = "";
  notice.setAttribute("role", "alert");
  form.prepend(notice);
  notice.scrollIntoView({ block: "center" });
  return false;
}

const reached = () => fetch("/desk/me.json", { redirect: "manual", cache: "no-store" }).then((answer) => answer.ok, () => false);

// What needs the network, the beginning of a quiz with a limit of time, is sent as the form that it is once the network is there; until then it
// stays in the form.
async function online(form, address, page) {
  if (!(await reached())) return refuse(form, page.say("online"));
  form.action = address;
  form.elements.csrfmiddlewaretoken.value = page.who.token;
  form.submit();
  return false;
}

// Whether the answers were kept.
export async function answer(form, address, data, page) {
  const made = actsOf(address, data);
  const group = page.state.groups[groupOf(form)];
  if (!made || group.online || group.begin) return online(form, address, page);
  const [odd, values] = misfit(made.acts[0].files, group.files) ?? [];
  if (odd) return refuse(form, page.say(odd, { ...values, limit: values.limit && size(values.limit, page.say) }));
  const empty = blank(form).length;
  const all = form.querySelectorAll("fieldset.question").length;
  if (empty === all || (empty && !form.dataset.warned)) {
    form.dataset.warned = "yes";
    return refuse(form, page.say(empty === all ? "nothing" : "blank", { count: empty }));
  }
  const asked = group.asks ? { items: group.asks } : {};
  const act = await keep(page.who.person, made.course, { ...made.acts[0], ...asked }, document.querySelector("h1").textContent);
  rest(form, act, page);
  return true;
}
