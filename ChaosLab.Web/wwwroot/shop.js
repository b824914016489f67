const customer = remembered("chaoslab.customer", () => `guest-${crypto.randomUUID().slice(0, 8)}`);
const money = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const byId = id => document.getElementById(id);

const statuses = {
  pending: ["In progress", "calm"],
  paid: ["Paid", "good"],
  failed: ["Not charged", "bad"],
  unknown: ["Being checked", "warn"],
  cancelling: ["Being cancelled", "warn"],
  cancelled: ["Cancelled", "calm"],
  refunding: ["Refund on its way", "warn"],
  refunded: ["Refunded", "calm"],
};

const consequences = {
  payment: "Payments do not answer. Buying and returning may fail; nothing is charged twice.",
  postgres: "Orders are unavailable. Browsing still works.",
  cache: "Statistics lag behind. Buying works as usual.",
};

// Health: what is degraded right now.

async function refreshHealth() {
  try {
    const response = await ask("/health", { timeout: 1900 });
    const health = await response.json();
    showHealth(health.status ?? "down", Object.keys(health.dependencies ?? {}));
  } catch {
    showHealth("down", []);
  }
}

function showHealth(state, dependencies) {
  const words = { ok: "All systems go", degraded: "Degraded", down: "Not reachable" };
  setText(byId("health-text"), words[state] ?? state);
  byId("health").dataset.state = state;

  const lines = state === "down" && dependencies.length === 0
    ? ["The shop does not answer. This page keeps trying."]
    : dependencies.map(name => consequences[name] ?? `${name} is unavailable.`);
  const title = state === "down" ? "The shop is down" : "Degraded right now";
  const banner = byId("banner");
  banner.hidden = state === "ok";
  banner.dataset.state = state;
  setText(byId("banner-title"), title);
  const list = byId("banner-list");
  // Untouched while nothing changes, so that a screen reader does not repeat it every two seconds.
  if (list.dataset.lines !== lines.join("\n")) {
    list.dataset.lines = lines.join("\n");
    list.replaceChildren(...lines.map(line => element("li", line)));
  }
}

// Products: from the catalogue, else as last seen.

async function refreshProducts() {
  let products = recall("chaoslab.products") ?? [];
  let hint = "";
  try {
    const response = await ask("/products");
    if (!response.ok) throw new Error(`${response.status}`);
    products = (await response.json()).products;
    remember("chaoslab.products", products);
    if (response.headers.get("X-Cache") === "stale") hint = "Prices may be out of date";
  } catch {
    hint = products.length > 0 ? "The catalogue does not answer: as last seen" : "";
  }
  setText(byId("products-hint"), hint);
  byId("products").setAttribute("aria-busy", "false");
  const signature = JSON.stringify(products);
  if (byId("products").dataset.signature === signature) return;
  byId("products").dataset.signature = signature;
  byId("products").replaceChildren(...(products.length > 0
    ? products.map(productCard)
    : [element("li", "The catalogue is unavailable. It appears here as soon as it is back.", "empty")]));
}

function productCard(product) {
  const card = byId("product-template").content.firstElementChild.cloneNode(true);
  const cover = card.querySelector(".cover");
  cover.dataset.hue = [...product.id].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;
  cover.textContent = product.name.slice(0, 1).toUpperCase();
  card.querySelector("h3").textContent = product.name;
  card.querySelector(".description").textContent = product.description ?? "";
  card.querySelector(".price").textContent = money.format(product.price);
  const button = card.querySelector("button");
  button.setAttribute("aria-label", `Buy ${product.name} for ${money.format(product.price)}`);
  button.addEventListener("click", () => busy(button, () => buy(product)));
  return card;
}

async function buy(product) {
  const key = crypto.randomUUID();
  const send = () => ask("/purchase", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify({ item: product.id, amount: product.price, quantity: 1, customer }),
  });

  // The key makes the second try safe: at most one charge, whatever became of the first.
  const { response, answer } = await twice(send);
  if (response?.ok) toast(`${product.name} is yours.`);
  else toast(failure(response, answer, "The purchase did not go through."));
  await refreshOrders();
}

// Orders.

async function refreshOrders() {
  try {
    const response = await ask(`/orders?limit=20&customer=${encodeURIComponent(customer)}`);
    if (!response.ok) throw new Error(`${response.status}`);
    const { orders } = await response.json();
    setText(byId("orders-hint"), "");
    const signature = JSON.stringify(orders);
    if (byId("orders").dataset.signature === signature) return;
    byId("orders").dataset.signature = signature;
    byId("orders").replaceChildren(...(orders.length > 0
      ? orders.map(orderRow)
      : [element("li", "Nothing yet. What you buy appears here.", "empty")]));
  } catch {
    setText(byId("orders-hint"), "Orders are unavailable right now");
  }
}

function orderRow(order) {
  const row = byId("order-template").content.firstElementChild.cloneNode(true);
  const [words, tone] = statuses[order.status] ?? [order.status, "calm"];
  row.querySelector(".order-item").textContent = order.quantity > 1 ? `${order.quantity} × ${order.item}` : order.item;
  row.querySelector(".order-meta").textContent = clock.format(new Date(order.createdAt));
  row.querySelector(".order-price").textContent = money.format(order.amount);
  row.querySelector(".status").textContent = words;
  row.querySelector(".status").dataset.tone = tone;
  const button = row.querySelector("button");
  button.hidden = order.status !== "paid";
  button.setAttribute("aria-label", `Return ${order.item} of ${row.querySelector(".order-meta").textContent}`);
  button.addEventListener("click", () => busy(button, () => giveBack(order)));
  return row;
}

async function giveBack(order) {
  const { response, answer } = await twice(() => ask("/return", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ orderId: order.orderId }),
  }));
  if (response?.ok) toast(`${order.item} is returned, the money is back.`);
  else toast(failure(response, answer, "The return did not go through."));
  await refreshOrders();
}

// Small things.

function ask(path, { timeout = 8000, ...options } = {}) {
  return fetch(path, { cache: "no-store", signal: AbortSignal.timeout(timeout), ...options });
}

async function twice(send) {
  let outcome = {};
  for (let attempt = 0; attempt < 2; attempt++) {
    if (attempt > 0) await new Promise(resolve => setTimeout(resolve, 400));
    try {
      const response = await send();
      outcome = { response, answer: await response.json().catch(() => ({})) };
      if (response.status < 500 && response.status !== 429) return outcome;
    } catch {
      outcome = {};
    }
  }
  return outcome;
}

function failure(response, answer, otherwise) {
  if (!response) return "The shop does not answer. Your orders will show what became of it.";
  if (answer.status === "unknown") return "Payment did not answer. The order is being checked; you pay once or not at all.";
  if (answer.status === "refunding") return "The return is accepted; the refund follows as soon as payments answer.";
  if (response.status === 502) return "Payments are unavailable. You were not charged.";
  if (response.status === 503) return "Orders are unavailable right now. Please try again shortly.";
  if (response.status === 429) return "The shop is very busy. Please try again in a second.";
  return answer.detail ?? otherwise;
}

async function busy(button, work) {
  button.disabled = true;
  try {
    await work();
  } finally {
    button.disabled = false;
  }
}

function toast(text) {
  const note = element("p", text, "toast");
  byId("toasts").append(note);
  setTimeout(() => note.remove(), 5000);
}

function element(name, text, className = "") {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function setText(target, text) {
  if (target.textContent !== text) target.textContent = text;
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser without storage forgets; nothing else changes.
  }
}

function remembered(key, create) {
  const known = recall(key) ?? create();
  remember(key, known);
  return known;
}

/** Runs the work now and then every few seconds, but not while the tab is hidden. */
function every(milliseconds, work) {
  let timer;
  const tick = async () => {
    clearTimeout(timer);
    if (document.hidden) return;
    await work();
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(tick, milliseconds);
  };
  document.addEventListener("visibilitychange", tick);
  tick();
}

byId("customer").textContent = customer;
every(2000, refreshHealth);
every(5000, refreshOrders);
every(15000, refreshProducts);
