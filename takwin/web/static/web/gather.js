// A page with several forms of questions: whoever chooses another language takes along what is typed in all of them. Without scripts
// that is the first one.

for (const button of document.querySelectorAll('button[name="to"]')) {
  button.addEventListener("click", () => {
    for (const form of document.querySelectorAll("form.question-set")) {
      if (form === button.form) continue;
      for (const control of [...form.elements]) if (/^(answer|sure)\./.test(control.name)) control.setAttribute("form", button.form.id);
    }
  });
}
