"""An address of each kind of page, for tests that hold for all of them."""

from __future__ import annotations

PAGES = (
    "/",
    "/countries",
    "/countries?group=all&since=2012&until=2018&universe=papers",
    "/countries?country=EG&sort=ratio&order=desc&rows=0",
    "/bridges",
    "/bridges?by=constraint&group=all&rows=2",
    "/neighbourhood",
    "/neighbourhood?of=openalex:T1",
    "/neighbourhood?of=openalex:A1&limit=3",
    "/publications?question=collaboration-gaps&key=EG&key=TR",
    "/publications?question=bridge-builders&key=openalex:A1&since=2019",
)
FAILING = (
    ("/nothing-here", 404),
    ("/countries?since=soon", 400),
    ("/countries?group=nowhere", 400),
    ("/countries?_external=1", 400),
    ("/neighbourhood?of=nobody-of-that-name", 400),
    ("/publications", 400),
    ("/publications?question=collaboration-gaps&key=EG&key=TR&since=soon", 400),
    ("/take-away/bridges.svg", 404),
    ("/take-away/nothing.html", 404),
    ("/bridges?part=1", 404),
    ("/countries?part=1&since=soon", 400),
    ("/api/v1/ask/nothing", 404),
    ("/api/v1/ask/collaboration-gaps?since=soon", 400),
    ("/api/v1/publications/nothing?key=EG", 404),
    ("/api/v1/views/bridges", 404),
)
OTHERS = (
    "/countries?part=1&country=EG",
    "/take-away/countries.html",
    "/take-away/countries.svg",
    "/take-away/neighbourhood.html?of=openalex:T1",
    "/take-away/neighbourhood.svg?of=openalex:T1",
    "/static/hikma.css",
    "/static/countries.js",
    "/api/v1/ask",
    "/api/v1/ask/collaboration-gaps",
    "/api/v1/ask/bridge-builders?format=csv",
    "/api/v1/publications/collaboration-gaps?key=EG&key=TR",
    "/api/v1/views/countries",
    "/api/v1/views/neighbourhood?of=openalex:T1",
    "/api/v1/complete?q=img",
    "/healthz",
)
