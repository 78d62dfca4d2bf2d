// Moves inside the picture of neighbours with the arrow keys.
import { nearest, roving } from "./roving.js";

const network = document.querySelector("svg.network");
const dots = [...network.querySelectorAll("a.dot")];
roving(network, dots, (dot, key) => nearest(dots, dot, key));
const picture = network.parentElement;
picture.scrollLeft = (picture.scrollWidth - picture.clientWidth) / 2;
