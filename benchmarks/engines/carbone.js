// carbone community, docx to docx: it is given a path and reads the template for every document.
"use strict";
module.exports = (require) => {
  const carbone = require("carbone");
  return (template, path) => (context) =>
    new Promise((done, failed) => carbone.render(path, context, (error, data) => (error ? failed(error) : done(data))));
};
