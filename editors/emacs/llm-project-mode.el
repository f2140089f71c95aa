;;; llm-project-mode.el --- Project files that llm-project-lint checks -*- lexical-binding: t; -*-

;; Package-Requires: ((emacs "27.1") (eglot "1.9"))

;;; Commentary:

;; A mode for llm-project.yaml and NAME.llm-project.yaml, and what starts the
;; language server in it:
;;
;;   (require 'llm-project-mode)
;;   (add-hook 'llm-project-mode-hook #'eglot-ensure)
;;
;; It is a kind of `yaml-ts-mode' or `yaml-mode' where there is one.

;;; Code:

(defvar eglot-server-programs)
(declare-function conf-colon-mode "conf-mode")
(declare-function treesit-ready-p "treesit")
(declare-function yaml-mode "yaml-mode")
(declare-function yaml-ts-mode "yaml-ts-mode")

(defgroup llm-project nil
  "Project files that llm-project-lint checks."
  :group 'languages)

(defcustom llm-project-command '("llm-project-lint" "server")
  "The command that starts the language server."
  :type '(repeat string))

(defcustom llm-project-language "auto"
  "The language of all texts; `auto' is that of the environment."
  :type '(choice (const "auto") (const "en") (const "zh")))

(defun llm-project-parent-mode ()
  "Go into the best mode for YAML that there is."
  (cond ((and (fboundp 'yaml-ts-mode) (fboundp 'treesit-ready-p) (treesit-ready-p 'yaml t))
         (yaml-ts-mode))
        ((fboundp 'yaml-mode) (yaml-mode))
        (t (conf-colon-mode))))

;;;###autoload
(define-derived-mode llm-project-mode llm-project-parent-mode "LLM-Project"
  "Mode for the facts and the decision of a project that uses a language model.")

;;;###autoload
(add-to-list 'auto-mode-alist '("\\(?:\\`\\|[/.]\\)llm-project\\.ya?ml\\'" . llm-project-mode))

(defun llm-project--server (&rest _)
  "The command of the server, and what it is told at the start."
  `(,@llm-project-command :initializationOptions (:language ,llm-project-language)))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(llm-project-mode . llm-project--server)))

(provide 'llm-project-mode)

;;; llm-project-mode.el ends here
