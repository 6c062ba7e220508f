// docxtemplater with PizZip and its default parser: a new Docxtemplater for every document, as its guide shows.
"use strict";
module.exports = (require) => {
  const PizZip = require("pizzip");
  const Docxtemplater = require("docxtemplater");
  return (template) => (context) => {
    const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
    document.render(context);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
};
