"use strict";
// Everything from the server is put into the page with textContent, never as HTML.

const PERIOD = 2000;
const SAMPLES = 150;
const page = location.origin + location.pathname; // without a user that stands in the address
const token = document.body.dataset.token;
const byId = id => document.getElementById(id);

/** Characters that cannot be seen, or that turn a line around, are shown as their code. */
const visible = text => String(text ?? "").replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu,
  it => "\\u{" + it.codePointAt(0).toString(16) + "}");

// ---- building

function element(name, classes, text) {
  const it = document.createElement(name);
  if (classes) it.className = classes;
  if (text !== undefined && text !== null) it.textContent = visible(text);
  return it;
}

function button(label, action, fields, danger) {
  const it = element("button", danger ? "danger" : "", label);
  it.dataset.action = action;
  Object.assign(it.dataset, fields);
  return it;
}

const cell = (text, classes) => ({text: visible(text), classes: classes || ""});

/** Brings the rows of a table up to date, in place, so that nothing is lost that somebody is about to click. */
function fill(id, rows, nothing) {
  const table = byId(id);
  const body = table.tBodies[0];
  const labels = Array.from(table.tHead.rows[0].cells, it => it.textContent);
  const old = new Map(Array.from(body.rows, it => [it.dataset.key, it]));
  if (rows.length === 0) {
    rows = [{key: " empty", cells: [cell(nothing, "empty")], span: labels.length}];
  }
  rows.forEach((row, at) => {
    const tr = old.get(row.key) || newRow(row, labels);
    old.delete(row.key);
    row.cells.forEach((it, i) => it.text !== undefined && update(tr.cells[i], it));
    if (body.rows[at] !== tr) body.insertBefore(tr, body.rows[at] || null);
  });
  old.forEach(it => it.remove());
}

function newRow(row, labels) {
  const tr = element("tr");
  tr.dataset.key = row.key;
  row.cells.forEach((it, i) => {
    const td = element("td", it.classes);
    td.dataset.label = labels[i];
    if (row.span) td.colSpan = row.span;
    if (it.nodes) td.append(...it.nodes);
    tr.append(td);
  });
  return tr;
}

function update(td, it) {
  if (td.textContent !== it.text) td.textContent = it.text;
  if (td.className !== it.classes) td.className = it.classes;
}

// ---- words

const number = n => Number(n).toLocaleString("en");

function size(octets) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  while (octets >= 1024 && unit < units.length - 1) { octets /= 1024; unit++; }
  return (unit ? octets.toFixed(1) : octets) + " " + units[unit];
}

function age(seconds) {
  if (seconds < 60) return Math.max(0, Math.floor(seconds)) + "s";
  if (seconds < 3600) return Math.floor(seconds / 60) + "m " + Math.floor(seconds % 60) + "s";
  if (seconds < 86400) return Math.floor(seconds / 3600) + "h " + Math.floor(seconds % 3600 / 60) + "m";
  return Math.floor(seconds / 86400) + "d " + Math.floor(seconds % 86400 / 3600) + "h";
}

const tone = outcome => /^(accepted|delivered|2)/i.test(outcome) ? "good" : /^(deferred|4)/i.test(outcome) ? "warn"
  : /^(failed|rejected|refused|5)/i.test(outcome) ? "bad" : "";

// ---- showing

function show(data) {
  overview(data);
  fill("listeners", (data.listeners || []).map(listener),
    data.listeners ? "No listener is configured." : "The listener is not running.");
  const queue = data.queue;
  const status = queue ? queue.status : null;
  byId("queue-counts").textContent = status
    ? number(status.total) + " messages, " + number(status.active) + " being delivered, " + number(status.deferred)
      + " deferred, " + number(status.held) + " held" + (status.total > queue.messages.length
        ? " (the oldest " + queue.messages.length + " are shown)" : "") : "";
  byId("flush-all").disabled = !status || status.total === 0;
  fill("queue", queue ? queue.messages.map(it => message(it, Date.parse(data.now))) : [],
    queue ? "The queue is empty." : "The queue is not running.");
  fill("filters", (data.filters || []).map(filter),
    data.filters ? "No filter is installed." : "The filter pipeline is not running.");
  (data.filters || []).forEach(it => mode(it));
  traces(data.traces);
}

function overview(data) {
  const figures = [];
  const open = (data.listeners || []).filter(it => it.state === "OPEN").length;
  figures.push(["Listeners open", data.listeners ? open + " of " + data.listeners.length : "-",
    data.listeners && open < data.listeners.length ? "bad" : ""]);
  figures.push(["Sessions", data.listeners ? number(data.listeners.reduce((sum, it) => sum + it.sessions, 0)) : "-"]);
  figures.push(["In the queue", data.queue ? number(data.queue.status.total) : "-"]);
  figures.push(["Delivered", data.queue ? number(data.queue.status.delivered) : "-"]);
  figures.push(["Bounced", data.queue ? number(data.queue.status.bounced) : "-"]);
  figures.push(["Spool", !data.spool ? "-" : data.spool.accepting ? size(data.spool.bytes) : "refuses: " + data.spool.problem,
    data.spool && !data.spool.accepting ? "bad" : ""]);
  const list = byId("figures");
  while (list.children.length < figures.length) {
    const it = element("div");
    it.append(element("dt"), element("dd"));
    list.append(it);
  }
  figures.forEach(([name, value, classes], i) => {
    list.children[i].children[0].textContent = name;
    list.children[i].children[1].textContent = visible(value);
    list.children[i].children[1].className = classes || "";
  });
}

function listener(it) {
  const open = it.state === "OPEN";
  return {key: it.name, cells: [cell(it.name), cell(it.role), cell(it.address.startsWith("/") ? it.address : it.address + ":" + it.port),
    cell(it.state.toLowerCase() + (it.problem ? ": " + it.problem : ""), !open ? "bad" : it.problem ? "warn" : "good"),
    cell(number(it.sessions), "n"), cell(number(it.accepted), "n"), cell(number(it.refused), "n"),
    cell(it.engines.join(", "))]};
}

function message(it, now) {
  const held = it.state === "held";
  const fields = {id: it.id};
  const nodes = held ? [button("Release", "release", fields)]
    : [button("Try now", "flush", fields), document.createTextNode(" "), button("Hold", "hold", fields)];
  nodes.push(document.createTextNode(" "), button("Remove", "remove", fields, true));
  const next = (Date.parse(it.nextAttempt) - now) / 1000;
  const more = it.recipients.length > 2 ? " and " + (it.recipients.length - 2) + " more" : "";
  return {key: it.id + (held ? " held" : ""), cells: [cell(it.id, "id"), cell(age(it.ageSeconds), "n"), cell(size(it.size), "n"),
    cell("<" + it.sender + ">"), cell(it.recipients.slice(0, 2).join(", ") + more),
    cell(it.state + (it.state === "deferred" ? ", next in " + age(next) : ""), held || it.state === "deferred" ? "warn" : ""),
    cell(it.attempts, "n"), cell(it.hold || it.lastReply), {nodes, classes: "actions"}]};
}

function filter(it) {
  const select = element("select");
  select.dataset.name = it.name;
  select.setAttribute("aria-label", "Mode of " + it.name);
  ["enforce", "shadow", "off"].forEach(name => {
    const option = element("option", "", name);
    option.value = name;
    select.append(option);
  });
  return {key: it.name, cells: [cell(it.name + " " + it.version + (it.problem ? ": " + it.problem : ""), it.problem ? "bad" : ""),
    cell(it.phase.toLowerCase()), cell(it.stages.join(", ").toLowerCase()), cell(number(it.calls), "n"),
    cell(number(it.failures), it.failures ? "n warn" : "n"), cell(number(it.refusals), "n"), {nodes: [select], classes: ""}]};
}

function mode(it) {
  document.querySelectorAll("#filters select").forEach(select => {
    const present = (it.settings.mode || "").toLowerCase();
    if (select.dataset.name === it.name && document.activeElement !== select && select.value !== present) {
      select.value = present;
    }
  });
}

const shown = new Map();

function traces(list) {
  const box = byId("traces");
  if (!list || list.length === 0) {
    shown.clear();
    box.replaceChildren(element("p", "empty", list ? "No trace yet." : "The store of traces is not running."));
    return;
  }
  const nodes = list.map(it => {
    const text = JSON.stringify(it);
    const known = shown.get(it.id);
    if (known && known.text === text) return known.node;
    const node = trace(it);
    node.open = Boolean(known && known.node.open);
    shown.set(it.id, {text, node});
    return node;
  });
  const ids = new Set(list.map(it => it.id));
  Array.from(shown.keys()).filter(id => !ids.has(id)).forEach(id => shown.delete(id));
  if (nodes.length !== box.children.length || nodes.some((node, i) => node !== box.children[i])) box.replaceChildren(...nodes);
}

function trace(it) {
  const details = element("details");
  const summary = element("summary");
  summary.append(element("span", "id", it.id), element("span", "", new Date(it.at).toLocaleTimeString("en-GB")),
    element("span", "", "<" + it.sender + "> to " + (it.recipients.join(", ") || "nobody")),
    element("span", tone(it.outcome), it.outcome));
  const steps = element("div", "steps");
  if (it.listener) {
    steps.append(element("div", "route", it.client + " at " + it.listener + ", calls itself " + (it.helo || "nothing")));
  }
  it.steps.forEach(step => steps.append(stepRow(step, Date.parse(it.at))));
  details.append(summary, steps);
  return details;
}

function stepRow(step, start) {
  const row = element("div", "step");
  const after = Date.parse(step.at) - start;
  const shadow = step.mode === "shadow" ? " (shadow, not applied)" : "";
  row.append(element("span", "n", "+" + (after < 10000 ? after + " ms" : age(after / 1000))), element("span", "", step.stage),
    element("span", "", step.actor + (step.version ? " " + step.version : "")),
    element("span", "n", (step.tookMicros / 1000).toFixed(1) + " ms"), element("span", tone(step.result), step.result + shadow));
  step.evidence.forEach(found => row.append(element("div", "found", found.symbol + " " + (found.score > 0 ? "+" : "")
    + found.score + "  " + found.explanation + Object.entries(found.data).map(([k, v]) => "  " + k + "=" + v).join(""))));
  step.edits.forEach(edit => row.append(element("div", "found", "edit: " + edit)));
  return row;
}

// ---- plot

let samples = [];
try {
  samples = JSON.parse(sessionStorage.getItem("postrider.samples") || "[]");
} catch (e) {
  samples = [];
}

function plot(data) {
  const sample = {at: Date.parse(data.now), accepted: data.spool ? data.spool.commits : null,
    delivered: data.queue ? data.queue.status.delivered : null};
  samples.push(sample);
  samples = samples.filter(it => it.at > sample.at - SAMPLES * PERIOD && it.at <= sample.at);
  sessionStorage.setItem("postrider.samples", JSON.stringify(samples));
  const rates = {accepted: ratesOf("accepted"), delivered: ratesOf("delivered")};
  const top = Math.max(1, ...rates.accepted.map(it => it.rate), ...rates.delivered.map(it => it.rate));
  byId("scale").textContent = top.toFixed(top < 10 ? 1 : 0);
  for (const name of ["accepted", "delivered"]) {
    byId("line-" + name).setAttribute("d", path(rates[name], sample.at, top));
    const last = rates[name][rates[name].length - 1];
    byId("rate-" + name).textContent = last ? last.rate.toFixed(1) : "-";
  }
}

/** Per second between samples; a counter that went back was started anew, a gap is left out. */
function ratesOf(name) {
  const rates = [];
  for (let i = 1; i < samples.length; i++) {
    const before = samples[i - 1];
    const it = samples[i];
    const seconds = (it.at - before.at) / 1000;
    if (seconds > 0 && it[name] !== null && before[name] !== null && it[name] >= before[name]) {
      rates.push({at: it.at, rate: (it[name] - before[name]) / seconds});
    }
  }
  return rates;
}

function path(rates, now, top) {
  return rates.map((it, i) => (i ? "L" : "M") + (600 - (now - it.at) / (SAMPLES * PERIOD) * 600).toFixed(1)
    + " " + (136 - it.rate / top * 130).toFixed(1)).join("");
}

// ---- talking

function live(text, classes) {
  const it = byId("live");
  it.textContent = text;
  it.className = "pill " + classes;
}

async function refresh() {
  try {
    const response = await fetch(page + "?format=json", {cache: "no-store", credentials: "same-origin"});
    if (!response.ok) throw new Error("the server answers " + response.status);
    const data = await response.json();
    show(data);
    plot(data);
    live("live", "good");
  } catch (e) {
    live("no answer: " + e.message, "bad");
  }
}

let noticed = 0;

async function act(fields) {
  const notice = byId("notice");
  let answer;
  try {
    const response = await fetch(page, {method: "POST", credentials: "same-origin",
      headers: {"X-Postrider-Token": token}, body: new URLSearchParams(fields)});
    answer = await response.json();
  } catch (e) {
    answer = {ok: false, message: "No answer: " + e.message};
  }
  notice.textContent = visible(answer.message);
  notice.className = "notice " + (answer.ok ? "good" : "bad");
  notice.hidden = false;
  clearTimeout(noticed);
  noticed = setTimeout(() => { notice.hidden = true; }, 8000);
  await refresh();
}

document.addEventListener("click", event => {
  const it = event.target.closest("button[data-action]");
  if (!it) return;
  const {action, id} = it.dataset;
  if (action === "remove" && !confirm("Remove " + id + " for good? Its sender is not told.")) return;
  act(id ? {action, id} : {action});
});

document.addEventListener("change", event => {
  const it = event.target.closest("#filters select");
  if (it) {
    it.blur();
    act({action: "filter-mode", name: it.dataset.name, mode: it.value});
  }
});

(async function loop() {
  if (!document.hidden) await refresh();
  setTimeout(loop, PERIOD);
})();
