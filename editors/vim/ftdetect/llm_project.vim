" Project files are YAML, and what llm-project-lint checks: belongs into ~/.vim/ftdetect/.
autocmd BufNewFile,BufRead llm-project.yaml,llm-project.yml,*.llm-project.yaml,*.llm-project.yml
\   set filetype=yaml.llm-project
