// A number about a theme in a place leads to just those practices. Without this script it leads to
// the page of the other: only a script can choose from the list.
for (const link of document.querySelectorAll("[data-both]")) link.href = link.dataset.both;
