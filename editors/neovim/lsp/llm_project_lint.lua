-- llm-project-lint for Neovim 0.11 or later: belongs into ~/.config/nvim/lsp/, and
-- vim.lsp.enable("llm_project_lint") in init.lua starts it.

return {
  cmd = { "llm-project-lint", "server" },
  filetypes = { "yaml" },
  -- Only for project files: for other YAML files no server starts.
  root_dir = function(buffer, start)
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    if ("." .. name):match("%.llm%-project%.ya?ml$") then
      start(vim.fs.root(buffer, { "llm-project-lint.toml", ".git" }))
    end
  end,
  init_options = { language = "auto" },
}
