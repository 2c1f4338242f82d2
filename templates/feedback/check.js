(function () {
  "use strict";
  // Plain ES5 on purpose: office machines keep old browsers. Without script every finding is simply shown.
  var form = document.getElementById("filter");
  var each = function (list, act) { Array.prototype.forEach.call(list, act); };
  var opened = [];

  function openAll() {
    opened = [];
    each(document.querySelectorAll("details"), function (one) {
      if (one.open || one.className === "whole") return;
      one.open = true;
      opened.push(one);
    });
  }
  function closeAgain() { each(opened, function (one) { one.open = false; }); opened = []; }
  window.addEventListener("beforeprint", openAll);
  window.addEventListener("afterprint", closeAgain);

  if (!form) return;
  form.hidden = false;
  var boxes = form.querySelectorAll("input[type=checkbox]");
  var search = form.elements.q;
  var cards = document.querySelectorAll(".card");
  var groups = ["severity", "kind", "family"];

  function chosen() {
    var state = { q: search.value.replace(/\s+/g, "").toLowerCase() };
    each(groups, function (group) { state[group] = {}; });
    each(boxes, function (box) { state[box.getAttribute("data-group")][box.value] = box.checked; });
    return state;
  }

  function apply() {
    var state = chosen(), shown = 0;
    each(cards, function (card) {
      var fits = groups.every(function (group) { return state[group][card.getAttribute("data-" + group)] !== false; });
      if (fits && state.q) fits = card.textContent.replace(/\s+/g, "").toLowerCase().indexOf(state.q) >= 0;
      card.hidden = !fits;
      if (fits) shown += 1;
    });
    each(document.querySelectorAll(".chapter"), function (chapter) {
      chapter.hidden = !chapter.querySelector(".card:not([hidden])");
    });
    var all = shown === cards.length;
    document.getElementById("none").hidden = shown > 0;
    document.getElementById("status").textContent = all ? "共 " + shown + " 处" : "显示 " + shown + " 处，共 " + cards.length + " 处";
    form.className = all ? "" : "filtered";
  }

  function remember() {
    var parts = [];
    each(groups, function (group) {
      var on = [], off = 0;
      each(boxes, function (box) {
        if (box.getAttribute("data-group") !== group) return;
        if (box.checked) on.push(box.value); else off += 1;
      });
      if (off) parts.push(group + "=" + on.join(","));
    });
    if (search.value) parts.push("q=" + encodeURIComponent(search.value));
    try {
      history.replaceState(null, "", parts.length ? "#" + parts.join("&") : location.pathname + location.search);
    } catch (error) { /* some browsers refuse this for local files */ }
  }

  // The address keeps the filter: #severity=error&family=A,C&q=text; #f3 and #c2 are places on the page.
  function restore() {
    var hash = location.hash.slice(1);
    if (hash && hash.indexOf("=") < 0) {
      var target = document.getElementById(hash);
      if (target && target.hidden) { form.reset(); apply(); target.scrollIntoView(); }
      return;
    }
    each(boxes, function (box) { box.checked = true; });
    search.value = "";
    each(hash.split("&"), function (part) {
      var name = part.split("=")[0], value = part.slice(name.length + 1);
      try { value = decodeURIComponent(value); } catch (error) { return; }
      if (name === "q") search.value = value;
      if (groups.indexOf(name) < 0) return;
      each(boxes, function (box) {
        if (box.getAttribute("data-group") === name) box.checked = value.split(",").indexOf(box.value) >= 0;
      });
    });
    apply();
  }

  form.addEventListener("change", function () { apply(); remember(); });
  search.addEventListener("input", function () { apply(); remember(); });
  form.addEventListener("reset", function () { setTimeout(function () { apply(); remember(); }, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", restore);
  restore();
  if (location.hash.indexOf("=") < 0) apply();
})();
