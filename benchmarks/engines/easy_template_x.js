// easy-template-x: one handler, which reads the template for every document.
"use strict";
module.exports = (require) => {
  const { TemplateHandler } = require("easy-template-x");
  const handler = new TemplateHandler();
  return (template) => (context) => handler.process(template, context);
};
