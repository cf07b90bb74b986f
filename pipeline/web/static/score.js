"use strict";
(() => {
  const words = document.getElementById("words"), kind = document.getElementById("kind"), silent = document.getElementById("silent");
  const misses = [...document.querySelectorAll(".miss")].map((element) => [element, element.textContent.toLocaleLowerCase("da")]);
  const sift = () => {
    const wanted = words.value.trim().toLocaleLowerCase("da").split(/\s+/).filter(Boolean);
    for (const [element, text] of misses)
      element.hidden = !(wanted.every((word) => text.includes(word))
        && (!kind.value || element.dataset.kind === kind.value)
        && (!silent.checked || element.classList.contains("silent")));
  };
  for (const control of [words, kind, silent]) control.addEventListener("input", sift);
  document.querySelector(".find").hidden = false;
})();
