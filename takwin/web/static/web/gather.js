// A page with several forms of questions: whoever chooses another language takes along what is typed in all of them. Without scripts
// the page stays as it is, and the other language opens beside it.

for (const button of document.querySelectorAll('button[name="to"]')) {
  button.removeAttribute("formtarget");
  button.addEventListener("click", () => {
    for (const form of document.querySelectorAll("form.question-set")) {
      if (form === button.form) continue;
      if (form.enctype === "multipart/form-data") button.form.enctype = form.enctype;
      for (const control of [...form.elements]) if (/^(answer|sure)\./.test(control.name)) control.setAttribute("form", button.form.id);
    }
  });
}
