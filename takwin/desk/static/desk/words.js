// Small helpers for what scripts write into a page: elements, and sentences with something filled in.

export function element(name, className = "", ...inside) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

// A sentence by its name, %(name)s filled in; figures as the page's language writes them.
export function speaker(words) {
  const figures = new Intl.NumberFormat(`${document.documentElement.lang}-u-nu-latn`);
  return (name, values = {}) => (words[name] ?? name).replace(/%\((\w+)\)s/g, (_, key) =>
    typeof values[key] === "number" ? figures.format(values[key]) : values[key] ?? "");
}

// A number of bytes as people read it, in MB or kB; number and unit stay on one line.
export function size(bytes, say) {
  const small = bytes < 950_000;
  const count = small ? Math.max(1, Math.round(bytes / 1000)) : Math.round(bytes / 100_000) / 10;
  return say(small ? "kilobytes" : "megabytes", { count }).replaceAll(" ", "\u00a0");
}

export function button(words, press, quiet = false) {
  const made = element("button", quiet ? "button button-quiet" : "button", words);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}
